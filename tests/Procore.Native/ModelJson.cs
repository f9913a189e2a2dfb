using System.Text.Json.Serialization;
using Procore.CompanyUsers.Models;

namespace Procore.Native;

[JsonSerializable(typeof(CompanyUser))]
internal sealed partial class ModelJson : JsonSerializerContext;

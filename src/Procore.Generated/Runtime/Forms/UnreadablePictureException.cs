using Procore.CompanyUsers;

namespace Procore.Generated.Forms;

/// <param name="cause">What the picture's stream threw. Its text may hold a path with a person's name, so it isn't passed on.</param>
internal sealed class UnreadablePictureException(Exception cause)
    : ProcoreException($"The picture can't be read: its stream failed with {cause.GetType().Name}. Nothing was changed.");

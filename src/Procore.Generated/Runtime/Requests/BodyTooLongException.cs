namespace Procore.Generated.Requests;

internal sealed class BodyTooLongException : IOException;

namespace Procore.DirectorySync;

/// <summary>
/// When a field that a person sets is sent.
/// </summary>
public enum FieldPolicy
{
    /// <summary>Whenever the directory has another value.</summary>
    Always,

    /// <summary>When the user is created; never to an existing user.</summary>
    OnCreate,

    /// <summary>Never.</summary>
    Never,
}

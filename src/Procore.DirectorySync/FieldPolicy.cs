namespace Procore.DirectorySync;

/// <summary>
/// When a field that a person sets is sent.
/// </summary>
public enum FieldPolicy
{
    /// <summary>Whenever the directory has another value.</summary>
    Always,

    /// <summary>When the person is created; never to somebody who is there already.</summary>
    OnCreate,

    /// <summary>Not at all.</summary>
    Never,
}

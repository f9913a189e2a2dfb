using System.Diagnostics.CodeAnalysis;

namespace Procore.CompanyUsers;

/// <summary>
/// A value that can be left out: of a request, or of a response.
/// </summary>
/// <remarks>
/// In a request, not set (the default) leaves the field unchanged; set to null clears it. In a response, such as a
/// <c>CompanyUser</c>, set to null means that there is no value, and not set that the response doesn't have the field: read it with
/// <see cref="TryGetValue" /> or <see cref="Or" />.
/// Values convert to it, so that <c>new CompanyUserChanges { JobTitle = "Superintendent", FaxNumber = null }</c>
/// sends those two fields and nothing else. A null that comes from a variable clears the field too: use
/// <see cref="Optional.IfNotNull{T}(T)" /> if null means that there is no value.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[SuppressMessage("Usage", "CA2231:Overload operator equals on overriding value type Equals", Justification = "A comparison with null would be false for a value that isn't set, and pass for one that is there.")]
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    private readonly T _value;

    /// <summary>
    /// Creates a value that is set.
    /// </summary>
    /// <param name="value">The value; null clears the field. See <see cref="Optional.IfNotNull{T}(T)" />.</param>
    public Optional(T value)
    {
        _value = value;
        IsSet = true;
    }

    /// <summary>
    /// Whether a value is set; null counts as set.
    /// </summary>
    public bool IsSet { get; }

    /// <summary>
    /// The value.
    /// </summary>
    /// <exception cref="InvalidOperationException">None is set.</exception>
    public T Value => IsSet ? _value : throw new InvalidOperationException("No value is set. A response may leave it out. Use TryGetValue or Or.");

    /// <summary>
    /// Returns the value if one is set, otherwise <paramref name="fallback" />.
    /// </summary>
    /// <param name="fallback">The result if no value is set.</param>
    /// <returns>The value or the fallback.</returns>
    public T Or(T fallback) => IsSet ? _value : fallback;

    /// <summary>
    /// Gets the value if one is set.
    /// </summary>
    /// <param name="value">The value, which can be null; the default of <typeparamref name="T" /> if none is set.</param>
    /// <returns>Whether a value is set.</returns>
    public bool TryGetValue(out T value)
    {
        value = _value;
        return IsSet;
    }

    /// <summary>
    /// Sets a value.
    /// </summary>
    /// <param name="value">The value; null clears the field.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor is the alternative.")]
    public static implicit operator Optional<T>(T value) => new(value);

    /// <inheritdoc />
    public bool Equals(Optional<T> other) =>
        IsSet == other.IsSet && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value is null ? (IsSet ? 1 : 0) : EqualityComparer<T>.Default.GetHashCode(_value);
}

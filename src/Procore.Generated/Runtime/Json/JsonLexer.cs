namespace Procore.Generated.Json;

/// <summary>
/// Checks a text character by character and stops at the first that JSON doesn't allow. Newtonsoft's reader accepts more
/// than JSON: it reads <c>010</c> as 8, <c>0x1F</c> as 31, and accepts comments, single quotes and trailing commas.
/// </summary>
/// <param name="numbers">Receives the numbers whose text can't be told from their value, such as <c>12.50</c>, <c>1e5</c> and <c>-0</c>; null to keep none.</param>
internal struct JsonLexer(Queue<string>? numbers = null)
{
    private State _state;

    /// <summary>The last character outside of strings, numbers and white space.</summary>
    private char _last;

    private const string Zero = "0";

    /// <summary>Newtonsoft's reader refuses integers of more than 380 characters.</summary>
    private const int LongestInteger = 300;

    /// <summary>Stands for a number that Newtonsoft's reader refuses. The shortest of them, <c>1e309</c>, is longer.</summary>
    public const double Placeholder = 1.5;

    private enum State : byte
    {
        Between,
        Text,
        Escape,
        Literal,

        // Those of a number, from here on.
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
    }

    public readonly bool IsAtEndOfNumber => _state is State.Zero or State.Integer or State.Fraction or State.ExponentDigits;

    /// <summary>Whether the text was accepted up to a number that it ends with.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Checks the next part of a text, and replaces numbers that the reader refuses by one of the same length.</summary>
    /// <param name="text">The part.</param>
    /// <param name="isEnd">Whether the text ends with it. Otherwise a number at its end, which may go on, is left for the next part.</param>
    /// <returns>The number of characters up to the first that JSON doesn't allow, or up to the number that is left.</returns>
    public int Accept(Span<char> text, bool isEnd)
    {
        var (start, lastBefore) = (0, _last);
        IsCut = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (_state == State.Text)
            {
                var rest = text.Slice(i);
                var end = rest.IndexOfAny('"', '\\');
                if (end < 0)
                    return text.Length;
                i += end;
                _state = text[i] == '"' ? State.Between : State.Escape;
            }
            else
            {
                var (before, last) = (_state, _last);
                if (!Follow(text[i]))
                    return i;
                if (before < State.Minus && _state >= State.Minus)
                    (start, lastBefore) = (i, last);
                else if (before >= State.Minus && _state < State.Minus)
                    Keep(before, text.Slice(start, i - start));
            }
        }
        if (_state < State.Minus)
            return text.Length;
        if (isEnd)
        {
            Keep(_state, text.Slice(start));
            return text.Length;
        }
        IsCut = true;
        (_state, _last) = (State.Between, lastBefore);
        return start;
    }

    /// <summary>Keeps a number, unless it is an integer other than zero that the reader can read: those are written in one way only.</summary>
    private readonly void Keep(State end, Span<char> number)
    {
        if (numbers is null || (end == State.Integer && number.Length <= LongestInteger))
            return;
        var text = number.Length == 1 ? Zero : number.ToString();
        numbers.Enqueue(text);
        if (number.Length > LongestInteger || (end == State.ExponentDigits && !Numbers.IsFinite(text)))
        {
            number.Fill(' ');
            "1.5".AsSpan().CopyTo(number);
        }
    }

    private bool Follow(char c)
    {
        switch (_state)
        {
            case State.Between:
                return Begin(c);
            case State.Escape:
                _state = State.Text;
                return true;
            case State.Literal:
                return c is >= 'a' and <= 'z' ? IsOfLiteral(c) : c != ':' && Begin(c);
            case State.Minus:
                return Go(c is '0', State.Zero) || Go(c is >= '1' and <= '9', State.Integer);
            case State.Zero:
                return Go(c is '.', State.Point) || Go(c is 'e' or 'E', State.Exponent) || (c is < '0' or > '9' && EndOfNumber(c));
            case State.Integer:
                return c is >= '0' and <= '9' || Go(c is '.', State.Point) || Go(c is 'e' or 'E', State.Exponent) || EndOfNumber(c);
            case State.Point:
                return Go(c is >= '0' and <= '9', State.Fraction);
            case State.Fraction:
                return c is >= '0' and <= '9' || Go(c is 'e' or 'E', State.Exponent) || EndOfNumber(c);
            case State.Exponent:
                return Go(c is '+' or '-', State.ExponentSign) || Go(c is >= '0' and <= '9', State.ExponentDigits);
            case State.ExponentSign:
                return Go(c is >= '0' and <= '9', State.ExponentDigits);
            default:
                return c is >= '0' and <= '9' || EndOfNumber(c);
        }
    }

    /// <summary>The first character of a token, or one between tokens.</summary>
    private bool Begin(char c)
    {
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                _state = State.Between;
                return true;
            case ',' or ']' or '}' when _last == ',':
            case ',' when _last is '[' or '{' or ':':
                return false;
            case '{' or '}' or '[' or ']' or ',' or ':':
                _state = State.Between;
                _last = c;
                return true;
        }
        var state = c switch
        {
            '"' => State.Text,
            '-' => State.Minus,
            '0' => State.Zero,
            >= '1' and <= '9' => State.Integer,
            't' or 'f' or 'n' => State.Literal,
            _ => State.Between,
        };
        if (state == State.Between)
            return false;
        (_state, _last) = (state, 'v');
        return true;
    }

    private bool EndOfNumber(char c) => c is ',' or ']' or '}' or ' ' or '\t' or '\r' or '\n' && Begin(c);

    private bool Go(bool condition, State state)
    {
        if (condition)
            _state = state;
        return condition;
    }

    /// <summary>The reader itself compares literals; <c>undefined</c>, <c>new</c> and the like have other letters.</summary>
    private static bool IsOfLiteral(char c) => c is 't' or 'r' or 'u' or 'e' or 'f' or 'a' or 'l' or 's' or 'n';
}

#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

// The compiler needs this type for `init`; netstandard2.0 lacks it.
internal static class IsExternalInit;
#endif

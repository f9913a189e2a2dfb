namespace Procore.CompanyUsers.Benchmarks.Comparison;

/// <summary>What one run took, and what it read.</summary>
internal sealed record Measurement(double CpuMilliseconds, double WallMilliseconds, long AllocatedBytes, long PeakBytes, int Count, long Sum);

package com.flexicharge.load.result;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long one kind of thing took, all windows together. Times in microseconds.
 *
 * @param histogram all of it, as HdrHistogram encodes and compresses it, in Base64
 */
public record Latency(
        String what,
        long count,
        long p50,
        long p90,
        long p99,
        long p999,
        long most,
        List<Point> curve,
        String histogram) {
    private static final List<Double> PERCENTILES =
            List.of(0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.95, 99.99, 100.0);

    public record Point(double percentile, long micros) {}

    public static Latency of(String what, Histogram histogram) {
        return new Latency(
                what,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue(),
                PERCENTILES.stream()
                        .map(percentile -> new Point(percentile, histogram.getValueAtPercentile(percentile)))
                        .toList(),
                encoded(histogram));
    }

    private static String encoded(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
    }
}

package com.flexicharge.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;

/**
 * Ways to read the time of day that no test can move. {@code System.nanoTime()} is not one of them: it measures how long
 * something took and says nothing about when.
 */
final class HiddenClocks {
    static final DescribedPredicate<JavaAccess<?>> READS_ONE =
            DescribedPredicate.describe("reads the time without a Clock", HiddenClocks::readsTime);

    private HiddenClocks() {}

    private static boolean readsTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
            return false;
        }
        var owner = target.getOwner();
        return switch (target.getName()) {
            case "now" -> owner.getPackageName().startsWith("java.time") && !takesClock(target);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "getInstance" -> owner.isAssignableTo(Calendar.class);
            case "<init>" ->
                owner.isEquivalentTo(Date.class)
                        && target.getRawParameterTypes().isEmpty();
            default -> false;
        };
    }

    private static boolean takesClock(AccessTarget.CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Clock.class));
    }
}

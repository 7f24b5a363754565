package com.flexicharge.charger.quirk;

import org.jspecify.annotations.Nullable;

/** What a charger told of its make when it booted; every member absent when it did not say. */
public record Make(
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion) {}

package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of the Open Charge Alliance's cases for a central system, against those that are played here. */
class EveryCaseTest {
    private static final String CASES =
            "001 003 004_1 004_2 005_1 007 010 011_1 011_2 012 013 014 017_1 017_2 018_1 019_1 019_2"
                    + " 021 023_1 023_2 023_3 024 026 028 030 031 032_1 037_1 037_3 039 040_1 040_2 042_1 042_2 043_1 043_3"
                    + " 043_4 043_5 044_1 044_2 044_3 045_1 045_2 046 047 048_1 048_2 048_3 048_4 049 051 052 053 054 055 056"
                    + " 057 059 061 064 066 067 073 074 075_1 075_2 076 077 078 079 080 081 083 085 086 087 088";

    @Test
    void everyCaseIsPlayed() {
        assertThat(played(new ClassFileImporter().importPackages("com.flexicharge.launcher.oca")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CASES.split(" ", -1)).map("TC_"::concat).toList());
    }

    private static Set<String> played(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> tags(method.reflect()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> tags(Method method) {
        return Arrays.stream(method.getAnnotationsByType(Tag.class))
                .map(Tag::value)
                .filter(tag -> tag.startsWith("TC_"));
    }
}

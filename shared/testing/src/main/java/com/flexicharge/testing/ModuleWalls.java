package com.flexicharge.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;

/** The verticle modules, each package {@code com.flexicharge.<module>}, and the walls between them. */
final class ModuleWalls {
    private static final String ROOT = "com.flexicharge.";
    private static final Set<String> MODULES = Set.of("ocpp", "charger", "transaction", "livemetrics", "account");

    static final ArchCondition<JavaClass> STAY_BEHIND_THEIR_WALL = new ArchCondition<>("not use another module") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            moduleOf(type)
                    .ifPresent(module -> type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isForeign(module, dependency))
                            .forEach(dependency -> events.add(
                                    SimpleConditionEvent.violated(dependency, dependency.getDescription()))));
        }
    };

    private ModuleWalls() {}

    private static boolean isForeign(String module, Dependency dependency) {
        return moduleOf(dependency.getTargetClass())
                .filter(target -> !target.equals(module))
                .isPresent();
    }

    private static Optional<String> moduleOf(JavaClass type) {
        return Optional.of(type.getPackageName())
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
                .filter(MODULES::contains);
    }
}

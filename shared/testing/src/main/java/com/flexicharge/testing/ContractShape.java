package com.flexicharge.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** What may stand in the contract: records, enums, interfaces, the one exception, and tables of addresses. */
final class ContractShape {
    private static final Set<String> ADDRESSES = Set.of("Endpoint", "Topic");

    static final ArchCondition<JavaClass> BE_DATA =
            new ArchCondition<>("be records, enums, interfaces, the Refusal, or constants of Endpoint and Topic") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!isData(type)) {
                        events.add(SimpleConditionEvent.violated(type, type.getDescription() + " is none of these"));
                    }
                }
            };

    private ContractShape() {}

    private static boolean isData(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isInterface()
                || type.getSimpleName().equals("Refusal")
                || isTableOfAddresses(type);
    }

    private static boolean isTableOfAddresses(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                && type.getFields().stream().allMatch(ContractShape::isAddress)
                && type.getMethods().isEmpty();
    }

    private static boolean isAddress(JavaField field) {
        return field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                && ADDRESSES.contains(field.getRawType().getSimpleName());
    }
}

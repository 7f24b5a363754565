package com.flexicharge.account.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Refusal.Fault;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.UserAttribute;
import com.flexicharge.shared.contract.account.UserEndpoints.ChangeUser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The body of a change: {@code {"userAttributes":[{"Name":"email","Value":"…"}]}}. */
final class ChangeUserForm {
    private static final String BAD = "InvalidParameterException";
    private static final int MOST = 20;
    private static final int LONGEST = 255;

    private ChangeUserForm() {}

    /** @throws Refusal INVALID with all faults, if an attribute is unknown or its value is none */
    static ChangeUser read(String name, JsonNode body) {
        var list = body.path("userAttributes");
        if (!list.isArray() || list.size() > MOST) {
            throw refusal(List.of(new Fault("/userAttributes", BAD)));
        }
        var faults = new ArrayList<Fault>();
        var values = new EnumMap<UserAttribute, String>(UserAttribute.class);
        for (int i = 0; i < list.size(); i++) {
            if (!read(list.get(i), values)) {
                faults.add(new Fault("/userAttributes/" + i, BAD));
            }
        }
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
        return change(name, values);
    }

    private static boolean read(JsonNode item, Map<UserAttribute, String> values) {
        var attribute = UserAttribute.of(item.path("Name").asText());
        var value = item.path("Value");
        var fits = value.isTextual()
                && value.asText().length() <= LONGEST
                && attribute
                        .filter(known -> isChangeable(known, value.asText()))
                        .isPresent();
        if (fits) {
            attribute.ifPresent(known -> values.put(known, value.asText()));
        }
        return fits;
    }

    private static boolean isChangeable(UserAttribute attribute, String value) {
        return switch (attribute) {
            case EMAIL, NAME, FAMILY_NAME -> true;
            case ROLE -> role(value).isPresent();
            case SUB -> false;
        };
    }

    private static ChangeUser change(String name, Map<UserAttribute, String> values) {
        return new ChangeUser(
                name,
                values.get(UserAttribute.EMAIL),
                values.get(UserAttribute.NAME),
                values.get(UserAttribute.FAMILY_NAME),
                role(values.getOrDefault(UserAttribute.ROLE, "")).orElse(null));
    }

    static Optional<Role> role(String word) {
        return switch (word) {
            case "user" -> Optional.of(Role.USER);
            case "admin" -> Optional.of(Role.ADMIN);
            default -> Optional.empty();
        };
    }

    private static Refusal refusal(List<Fault> faults) {
        return Refusal.invalid(
                "userAttributes must be a list of {\"Name\":…,\"Value\":…} with the names email, name, family_name and role.",
                faults);
    }
}

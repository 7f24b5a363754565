package com.flexicharge.account.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.flexicharge.shared.contract.account.UserAttribute;
import com.flexicharge.shared.contract.account.UserEndpoints.User;
import com.flexicharge.shared.contract.account.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person in the form of Cognito's attribute lists, which the admin web app reads. Cognito names that list in two ways: in the list of
 * users {@code Attributes}, of a single one {@code UserAttributes}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CognitoUser(
        @JsonProperty("Username") String username,
        @JsonProperty("Attributes") @Nullable List<Attribute> attributes,
        @JsonProperty("UserAttributes") @Nullable List<Attribute> userAttributes,
        @JsonProperty("UserCreateDate") Instant userCreateDate,
        @JsonProperty("UserLastModifiedDate") Instant userLastModifiedDate,
        @JsonProperty("Enabled") boolean enabled,
        @JsonProperty("UserStatus") UserStatus userStatus) {

    record Attribute(
            @JsonProperty("Name") String name,
            @JsonProperty("Value") String value) {}

    record Page(
            @JsonProperty("Users") List<CognitoUser> users,

            @JsonProperty("NextToken") @Nullable String nextToken) {}

    /** The answer to one who was made. */
    record Made(@JsonProperty("User") CognitoUser user) {}

    static CognitoUser listed(User user) {
        return of(user, attributes(user), null);
    }

    static CognitoUser single(User user) {
        return of(user, null, attributes(user));
    }

    private static CognitoUser of(
            User user, @Nullable List<Attribute> attributes, @Nullable List<Attribute> userAttributes) {
        return new CognitoUser(
                user.profile().userID(),
                attributes,
                userAttributes,
                user.createdAt(),
                user.lastModifiedAt(),
                user.enabled(),
                user.status());
    }

    private static List<Attribute> attributes(User user) {
        var profile = user.profile();
        return List.of(
                attribute(UserAttribute.SUB, profile.userID()),
                attribute(UserAttribute.EMAIL, profile.username() == null ? "" : profile.username()),
                attribute(UserAttribute.NAME, profile.firstName()),
                attribute(UserAttribute.FAMILY_NAME, profile.lastName()),
                attribute(UserAttribute.ROLE, user.role().name().toLowerCase(Locale.ROOT)));
    }

    private static Attribute attribute(UserAttribute attribute, String value) {
        return new Attribute(attribute.word(), value);
    }
}

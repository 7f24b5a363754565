package com.flexicharge.account.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.flexicharge.shared.contract.account.UserEndpoints.User;

/** A profile as administrators read it: flat, with the number. */
record NamedUserInformation(String userId, @JsonUnwrapped UserInformation information) {
    static NamedUserInformation of(User user) {
        return new NamedUserInformation(user.profile().userID(), UserInformation.of(user.profile()));
    }
}

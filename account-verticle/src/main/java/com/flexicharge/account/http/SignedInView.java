package com.flexicharge.account.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignInOutcome;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignedIn;
import java.util.Objects;

/** Who signed in, as apps read it. */
record SignedInView(
        String accessToken,
        String email,
        String username,
        String name,
        @JsonProperty("family_name") String familyName,
        @JsonProperty("user_id") String userID,
        String tokenType,
        int expiresIn) {

    static SignedInView of(SignInOutcome outcome) {
        SignedIn signedIn = Objects.requireNonNull(outcome.signedIn(), "without a session somebody signed in");
        return new SignedInView(
                signedIn.accessToken(),
                signedIn.username(),
                signedIn.username(),
                signedIn.firstName(),
                signedIn.lastName(),
                signedIn.userID(),
                "Bearer",
                signedIn.expiresInSeconds());
    }
}

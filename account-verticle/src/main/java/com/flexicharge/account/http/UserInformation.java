package com.flexicharge.account.http;

import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;

/** A profile as apps read it; what is not known is {@code ""}. */
record UserInformation(
        String username,
        String firstName,
        String lastName,
        String phoneNumber,
        String streetAddress,
        String zipCode,
        String city,
        String country) {

    static UserInformation of(Profile profile) {
        return new UserInformation(
                profile.username() == null ? "" : profile.username(),
                profile.firstName(),
                profile.lastName(),
                profile.phoneNumber(),
                profile.streetAddress(),
                profile.zipCode(),
                profile.city(),
                profile.country());
    }
}

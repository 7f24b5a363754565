package com.flexicharge.shared.contract;

/** What a person may do: users see and use their own things, admins run the fleet. */
public enum Role {
    USER,
    ADMIN
}

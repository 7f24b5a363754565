package com.flexicharge.shared.contract;

/**
 * Who asks, as proved by a token at the edge.
 *
 * @param userID 1…64 characters, compared exactly
 */
public record Caller(String userID, Role role) {
    public Caller {
        if (userID.isEmpty() || userID.length() > 64) {
            throw new IllegalArgumentException("A userID has 1 to 64 characters, not " + userID.length());
        }
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Whether a resource of this owner may be seen and used; what nobody owns is for admins only. */
    public boolean owns(String ownerUserID) {
        return isAdmin() || userID.equals(ownerUserID);
    }
}

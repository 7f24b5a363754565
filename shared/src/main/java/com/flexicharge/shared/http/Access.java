package com.flexicharge.shared.http;

/** Who may use a route. Whose resource it is, the handler asks with {@link HttpExchange#requireOwner}. */
public enum Access {
    /** No token needed; one that is sent and holds is read, one that does not hold is ignored. */
    OPEN,
    /** A valid access token of any role. */
    USER,
    /** A valid access token with the role admin. */
    ADMIN
}

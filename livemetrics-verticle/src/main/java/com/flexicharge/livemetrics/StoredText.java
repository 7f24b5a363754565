package com.flexicharge.livemetrics;

/** Text that chargers send, in a form the database takes: it knows no NUL, and an index none over 2700 bytes. */
final class StoredText {
    private static final int MOST_CHARACTERS = 255;

    private StoredText() {}

    /** Different texts stay different: what is cut off is in the hash. */
    static String of(String sent) {
        var known = sent.replace('\0', '\uFFFD');
        var hash = "#" + Integer.toHexString(known.hashCode());
        return known.length() <= MOST_CHARACTERS ? known : known.substring(0, MOST_CHARACTERS - hash.length()) + hash;
    }
}

/** Sessions and the fleet as streams of events (Server-Sent Events, WHATWG HTML §9.2) that a reader can take up where it left off. */
@NullMarked
package com.flexicharge.livemetrics.stream;

import org.jspecify.annotations.NullMarked;

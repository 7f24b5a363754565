/** The limits of messages as data: derived from the records, they check, read and write JSON. */
@NullMarked
package com.flexicharge.ocpp.message.shape;

import org.jspecify.annotations.NullMarked;

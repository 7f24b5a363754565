/** How chargers write OCPP: as specified, or as FlexiCharge does. Nothing of the difference leaves this room. */
@NullMarked
package com.flexicharge.ocpp.dialect;

import org.jspecify.annotations.NullMarked;

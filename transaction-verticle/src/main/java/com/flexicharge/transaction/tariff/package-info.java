/** What a kWh costs, by the hour and by default. */
@NullMarked
package com.flexicharge.transaction.tariff;

import org.jspecify.annotations.NullMarked;

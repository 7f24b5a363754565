@NullMarked
package com.flexicharge.charger;

import org.jspecify.annotations.NullMarked;

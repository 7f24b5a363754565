@NullMarked
package com.flexicharge.charger.locallist;

import org.jspecify.annotations.NullMarked;

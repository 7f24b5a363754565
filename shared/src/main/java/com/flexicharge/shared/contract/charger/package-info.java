@NullMarked
package com.flexicharge.shared.contract.charger;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.flexicharge.shared.contract.livemetrics;

import org.jspecify.annotations.NullMarked;

@NullMarked
package com.flexicharge.shared.contract.transaction;

import org.jspecify.annotations.NullMarked;

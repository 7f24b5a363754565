/** Classes that break, or just keep, one architecture rule each. */
@NullMarked
package com.flexicharge.shared.contract.intruder;

import org.jspecify.annotations.NullMarked;

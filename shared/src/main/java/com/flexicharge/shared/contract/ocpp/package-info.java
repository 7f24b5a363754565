@NullMarked
package com.flexicharge.shared.contract.ocpp;

import org.jspecify.annotations.NullMarked;

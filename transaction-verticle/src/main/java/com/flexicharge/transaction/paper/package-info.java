/** Documents for people: invoices and receipts as PDF. */
@NullMarked
package com.flexicharge.transaction.paper;

import org.jspecify.annotations.NullMarked;

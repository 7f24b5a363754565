/**
 * A module's own database. Repositories see {@link com.flexicharge.shared.db.Database} and
 * {@link com.flexicharge.shared.db.GatheringWriter}; nobody else sees the SQL client.
 *
 * <p><b>Why writes are gathered.</b> A charger is told "stored" after the commit, and a commit costs PostgreSQL some 115 µs of
 * processor time however little is in it: about 10,000 a second on two cores, for anyone. A row inside a statement of many costs
 * 11 µs. So writes that arrive together are committed together, and that is where throughput comes from. Nobody waits for
 * company: a batch is what came while the one before was on its way, so an idle system answers as fast as a single insert, and
 * the busier it is, the larger the batches and the cheaper each write.
 *
 * <p><b>What bounds what.</b> A request: 4 s, then it is refused. A gathered write: 8 s (4 waiting, 4 in its batch), less than the
 * 10 s of an asker on the bus. Waiting for a connection: 10,000 requests a pool. Waiting for a batch: 10,000 items a writer, 500
 * in a batch, at most 4 batches on their way. A silent connection: 15 s, then it is closed and replaced. A statement and an
 * abandoned transaction: ended by the server after 4 s and 10 s, so no lock outlives its owner for long. Start: 60 s.
 *
 * <p><b>What was left.</b> One by one after a failed batch: one spoilt item in 500 would cost 500 transactions, halves cost 18.
 * Waiting a millisecond for company: it costs every idle write that millisecond and gains nothing under load. Statements without
 * a transaction: one round trip less, but a batch function may then not use two. The client's own command timeout: there is none,
 * so a hung connection is found by its silence.
 */
@NullMarked
package com.flexicharge.shared.db;

import org.jspecify.annotations.NullMarked;

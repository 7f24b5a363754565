package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;

/** Closes all sockets, a group after the other, so that chargers do not all come back elsewhere in the same moment. */
final class Drain {
    /** 10,000 chargers are 200 groups: at about 10 ms for what each has in hand, two seconds. */
    private static final int GROUP = 50;

    private Drain() {}

    /** @return when all sockets that were open are gone and the registry was told */
    static Future<Void> all(ConnectionTable table) {
        var open = table.all();
        return next(open.iterator())
                .compose(done ->
                        Future.join(open.stream().map(ChargerConnection::over).toList()))
                .mapEmpty();
    }

    private static Future<Void> next(Iterator<ChargerConnection> left) {
        if (!left.hasNext()) {
            return Future.succeededFuture();
        }
        var group = new ArrayList<Future<Void>>(GROUP);
        while (left.hasNext() && group.size() < GROUP) {
            group.add(left.next().drain());
        }
        return Future.join(group).transform(closed -> next(left));
    }
}

package com.flexicharge.transaction.invoice;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.AccountEndpoints.GetProfile;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoicesMade;
import com.flexicharge.transaction.invoice.InvoiceRepository.Billed;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts sessions on invoices, one person and month after the other; each is a transaction of its own. */
final class Billing {
    private static final Logger LOG = LoggerFactory.getLogger(Billing.class);
    private static final int ID_BYTES = 16;
    private static final int PEOPLE_AT_ONCE = 200;

    private final SecureRandom random = new SecureRandom();
    private final InvoiceRepository invoices;
    private final Bus bus;
    private final Clock clock;

    Billing(InvoiceRepository invoices, Bus bus, Clock clock) {
        this.invoices = invoices;
        this.bus = bus;
        this.clock = clock;
    }

    Future<InvoicesMade> person(String userID, List<YearMonth> months) {
        return profile(userID)
                .compose(email -> each(months, month -> bill(userID, email, month)))
                .map(billed -> new InvoicesMade(made(billed), onlyOne(billed), false));
    }

    Future<InvoicesMade> everybody(List<YearMonth> months, int most) {
        var until = InvoiceRepository.begin(months.get(months.size() - 1).plusMonths(1));
        return invoices.people("", until, most + 1)
                .compose(people -> each(people.stream().limit(most).toList(), userID -> person(userID, months))
                        .map(made -> new InvoicesMade(
                                made.stream().mapToInt(InvoicesMade::created).sum(), null, people.size() > most)));
    }

    /** The month that runs is left alone. */
    Future<Void> sweep() {
        var current = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        return sweep("", current)
                .compose(billed -> invoices.outdated())
                .compose(outdated -> each(outdated, invoice -> invoices.follow(invoice, clock.instant())))
                .mapEmpty();
    }

    private Future<Void> sweep(String after, YearMonth current) {
        return invoices.people(after, InvoiceRepository.begin(current), PEOPLE_AT_ONCE)
                .compose(people -> people.isEmpty()
                        ? Future.succeededFuture()
                        : each(
                                        people,
                                        userID -> allBefore(userID, current)
                                                .recover(failure -> passOver(userID, failure)))
                                .compose(done -> sweep(people.get(people.size() - 1), current)));
    }

    /** Each month that has something, and the last one, which also takes what came too late for a paid one. */
    private Future<InvoicesMade> allBefore(String userID, YearMonth current) {
        return invoices.months(userID, InvoiceRepository.begin(current)).compose(found -> {
            var last = current.minusMonths(1);
            var months = found.contains(last)
                    ? found
                    : Stream.concat(found.stream(), Stream.of(last)).toList();
            return person(userID, months);
        });
    }

    /** What concerns one person keeps nobody else waiting; what is away is away for all. */
    private static Future<InvoicesMade> passOver(String userID, Throwable failure) {
        if (failure instanceof Refusal) {
            return Future.failedFuture(failure);
        }
        LOG.error("The invoices of {} could not be made; that is tried again soon", userID, failure);
        return Future.succeededFuture(new InvoicesMade(0, null, false));
    }

    private Future<Optional<Billed>> bill(String userID, String email, YearMonth month) {
        return invoices.bill(new StoredInvoice.New(newID(), userID, email, month), clock.instant());
    }

    /** An invoice needs an address: while nobody can tell it, none is made. */
    private Future<String> profile(String userID) {
        return bus.ask(AccountEndpoints.GET_PROFILE, new GetProfile(userID))
                .map(profile -> profile.username() == null ? "" : profile.username());
    }

    private String newID() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "inv_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int made(List<Optional<Billed>> billed) {
        return (int)
                billed.stream().flatMap(Optional::stream).filter(Billed::isNew).count();
    }

    private static @Nullable String onlyOne(List<Optional<Billed>> billed) {
        return billed.size() == 1
                ? billed.get(0).map(one -> one.invoice().invoiceID()).orElse(null)
                : null;
    }

    /** One after the other, stopping at the first that fails. */
    private static <T, R> Future<List<R>> each(List<T> items, Function<T, Future<R>> work) {
        Future<List<R>> all = Future.succeededFuture(new ArrayList<>(items.size()));
        for (var item : items) {
            all = all.compose(done -> work.apply(item).map(result -> {
                done.add(result);
                return done;
            }));
        }
        return all;
    }
}

package com.flexicharge.transaction.paper;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoiceDocument;
import com.flexicharge.shared.contract.transaction.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Draws documents, on threads of their own: two at once, and when {@value #MOST_WAITING} wait the next is refused with BUSY. A page takes
 * some milliseconds. Usable from any thread.
 */
public final class PaperPdf {
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 100;
    private static final float AMOUNT = Sheet.RIGHT - 28;
    private static final float PRICE = AMOUNT - 66;
    private static final float ENERGY = PRICE - 58;
    private static final float PLACE = Sheet.LEFT + 90;
    private static final float SIZE = 9;
    private static final float ROW = 15;

    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();

    public PaperPdf(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("papers", AT_ONCE);
    }

    public Future<Buffer> invoice(InvoiceDocument document) {
        return draw(Paper.of(document));
    }

    /** @param session one that is over */
    public Future<Buffer> receipt(Transaction session) {
        return draw(Paper.of(session));
    }

    private Future<Buffer> draw(Paper paper) {
        if (waiting.get() >= MOST_WAITING) {
            return Future.failedFuture(Refusal.of(
                    Reason.BUSY, "tooManyRequests", "Too many documents are being made at this moment. Try again."));
        }
        waiting.incrementAndGet();
        return workers.executeBlocking(() -> pdf(paper), false).onComplete(done -> waiting.decrementAndGet());
    }

    static Buffer pdf(Paper paper) throws IOException {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(paper.title());
            document.getDocumentInformation().setCreator("FlexiCharge");
            var sheet = head(document, paper);
            sheet = table(document, paper, sheet);
            sheet = sums(document, paper, sheet);
            sheet.close();
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return Buffer.buffer(bytes.toByteArray());
        }
    }

    private static Sheet head(PDDocument document, Paper paper) throws IOException {
        var sheet = new Sheet(document);
        sheet.strong(Sheet.LEFT, 11, "FlexiCharge");
        sheet.down(44);
        sheet.strong(Sheet.LEFT, 20, paper.title());
        sheet.down(32);
        for (var fact : paper.facts()) {
            sheet.text(Sheet.LEFT, 10, fact.name());
            sheet.textWithin(PLACE, Sheet.RIGHT, 10, fact.value());
            sheet.down(16);
        }
        sheet.down(20);
        columns(sheet);
        return sheet;
    }

    private static void columns(Sheet sheet) throws IOException {
        sheet.strong(Sheet.LEFT, SIZE, "Began");
        sheet.strong(PLACE, SIZE, "Charge point, address, charger");
        sheet.strongRightAligned(ENERGY, SIZE, "kWh");
        sheet.strongRightAligned(PRICE, SIZE, "SEK/kWh");
        sheet.strongRightAligned(AMOUNT, SIZE, "SEK");
        sheet.down(6);
        sheet.line();
        sheet.down(ROW);
    }

    private static Sheet table(PDDocument document, Paper paper, Sheet first) throws IOException {
        var sheet = first;
        for (var row : paper.rows()) {
            sheet = withRoom(document, paper, sheet, ROW);
            sheet.text(Sheet.LEFT, SIZE, row.time());
            sheet.textWithin(PLACE, ENERGY - 50, SIZE, row.place());
            sheet.rightAligned(ENERGY, SIZE, row.energy());
            sheet.rightAligned(PRICE, SIZE, row.price());
            sheet.rightAligned(AMOUNT, SIZE, row.amount());
            sheet.rightAligned(Sheet.RIGHT, SIZE, row.note());
            sheet.down(ROW);
        }
        return sheet;
    }

    private static Sheet sums(PDDocument document, Paper paper, Sheet last) throws IOException {
        var sheet = withRoom(document, paper, last, 30 + 16 * paper.sums().size());
        sheet.line();
        sheet.down(20);
        for (var sum : paper.sums()) {
            sheet.strong(PRICE - 60, 10, sum.name());
            sheet.strongRightAligned(AMOUNT, 10, sum.value());
            sheet.down(16);
        }
        sheet.foot("Times are UTC.");
        return sheet;
    }

    /** This page, or the next one with the heads of the columns again. */
    private static Sheet withRoom(PDDocument document, Paper paper, Sheet sheet, float height) throws IOException {
        if (sheet.hasRoomFor(height)) {
            return sheet;
        }
        sheet.foot("Times are UTC. " + paper.title() + " goes on.");
        sheet.close();
        var next = new Sheet(document);
        columns(next);
        return next;
    }
}

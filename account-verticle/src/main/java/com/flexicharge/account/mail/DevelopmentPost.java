package com.flexicharge.account.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters without a mail server: to the log, and into a folder, which keeps the last {@value #MOST}. */
public final class DevelopmentPost implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentPost.class);
    private static final int MOST = 200;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final Path folder;
    private final Clock clock;
    private int sent;
    private Future<Void> last = Future.succeededFuture();

    public DevelopmentPost(Vertx vertx, Path folder, Clock clock) {
        this.vertx = vertx;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void send(Letter letter) {
        LOG.warn("No mail server is set (MAIL_URL). To {}: {}\n{}", letter.to(), letter.subject(), letter.text());
        var now = clock.instant();
        var number = "%03d".formatted(sent++ % 1000);
        var file = folder.resolve(
                NAME.format(now) + "-" + number + "-" + letter.to().replaceAll("[^A-Za-z0-9@.+-]", "_") + ".txt");
        var text = "To: %s\nDate: %s\nSubject: %s\n\n%s\n".formatted(letter.to(), now, letter.subject(), letter.text());
        // one after the other, whatever became of the one before
        last = last.transform(done -> write(file, text));
    }

    private Future<Void> write(Path file, String text) {
        var files = vertx.fileSystem();
        return files.mkdirs(folder.toString())
                .compose(made -> files.writeFile(file.toString(), Buffer.buffer(text)))
                .compose(written -> files.readDir(folder.toString(), ".*\\.txt"))
                .compose(this::dropOld)
                .onFailure(failure -> LOG.warn("The letter could not be written to {}", file, failure));
    }

    private Future<Void> dropOld(List<String> names) {
        var old =
                names.stream().sorted().limit(Math.max(0, names.size() - MOST)).toList();
        return Future.all(old.stream().map(vertx.fileSystem()::delete).toList()).mapEmpty();
    }
}

package com.flexicharge.transaction.paper;

import java.io.IOException;
import java.util.function.IntPredicate;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;

/** One A4 page that is written from its top to its bottom. Lengths are points, 1/72 inch. */
final class Sheet implements AutoCloseable {
    static final float LEFT = 56;
    static final float RIGHT = PDRectangle.A4.getWidth() - 56;
    private static final float TOP = PDRectangle.A4.getHeight() - 64;
    private static final float BOTTOM = 72;

    private final PDType1Font plain = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDType1Font bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final PDPageContentStream content;
    private float y = TOP;

    Sheet(PDDocument document) throws IOException {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
    }

    boolean hasRoomFor(float height) {
        return y - height >= BOTTOM;
    }

    void down(float height) {
        y -= height;
    }

    void text(float x, float size, String text) throws IOException {
        draw(plain, size, x, written(text));
    }

    void strong(float x, float size, String text) throws IOException {
        draw(bold, size, x, written(text));
    }

    void rightAligned(float right, float size, String text) throws IOException {
        var shown = written(text);
        draw(plain, size, right - width(plain, size, shown), shown);
    }

    void strongRightAligned(float right, float size, String text) throws IOException {
        var shown = written(text);
        draw(bold, size, right - width(bold, size, shown), shown);
    }

    /** Cut where the room ends. */
    void textWithin(float x, float right, float size, String text) throws IOException {
        var shown = written(text);
        if (width(plain, size, shown) > right - x) {
            while (!shown.isEmpty() && width(plain, size, shown + "...") > right - x) {
                shown = shown.substring(0, shown.length() - 1);
            }
            shown += "...";
        }
        draw(plain, size, x, shown);
    }

    void line() throws IOException {
        content.setLineWidth(0.5f);
        content.moveTo(LEFT, y);
        content.lineTo(RIGHT, y);
        content.stroke();
    }

    void foot(String text) throws IOException {
        y = BOTTOM - 24;
        text(LEFT, 8, text);
    }

    /** The fonts every reader has know the letters of western Europe; any other becomes a question mark. */
    private static String written(String text) {
        IntPredicate known = character ->
                WinAnsiEncoding.INSTANCE.contains(GlyphList.getAdobeGlyphList().codePointToName(character))
                        && character >= ' ';
        return text.codePoints()
                .map(character -> known.test(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void draw(PDType1Font font, float size, float x, String text) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, y);
        content.showText(text);
        content.endText();
    }

    private static float width(PDType1Font font, float size, String text) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

package com.bookrunner.client;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * JSON as maps, lists, texts, {@link BigDecimal}, booleans and null.
 *
 * <p>Numbers are decimal throughout: a reported amount arrives digit for digit.
 */
public final class Json {
    private static final int DEPTH_MAX = 200;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The value that the text holds; {@link IllegalArgumentException} where it is no JSON. */
    public static Object read(String text) {
        Json reader = new Json(text);
        Object value = reader.value(0);
        reader.blank();
        if (reader.at != text.length()) {
            throw reader.wrong("something follows the value");
        }
        return value;
    }

    /** The value as JSON. */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("an object was expected, not " + kind(value));
    }

    static String text(Object value) {
        return cast(String.class, value);
    }

    static Boolean flag(Object value) {
        return cast(Boolean.class, value);
    }

    static BigDecimal number(Object value) {
        return cast(BigDecimal.class, value);
    }

    static Long whole(Object value) {
        return value == null ? null : number(value).longValueExact();
    }

    static LocalDate day(Object value) {
        return value == null ? null : LocalDate.parse(text(value));
    }

    static <T> List<T> list(Object value, Function<Object, T> each) {
        if (value == null) {
            return null;
        }
        List<T> made = new ArrayList<>();
        for (Object one : cast(List.class, value)) {
            made.add(one == null ? null : each.apply(one));
        }
        return java.util.Collections.unmodifiableList(made);
    }

    static <T> Map<String, T> map(Object value, Function<Object, T> each) {
        if (value == null) {
            return null;
        }
        Map<String, T> made = new LinkedHashMap<>();
        object(value).forEach(
            (key, one) -> made.put((String) key, one == null ? null : each.apply(one)));
        return java.util.Collections.unmodifiableMap(made);
    }

    static <T> T shape(Object value, Function<Object, T> of) {
        return value == null ? null : of.apply(value);
    }

    private static <T> T cast(Class<T> wanted, Object value) {
        if (value == null || wanted.isInstance(value)) {
            return wanted.cast(value);
        }
        throw new IllegalArgumentException(
            wanted.getSimpleName() + " was expected, not " + kind(value));
    }

    private static String kind(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    private Object value(int depth) {
        if (depth > DEPTH_MAX) {
            throw wrong("it nests too deep");
        }
        blank();
        if (at == text.length()) {
            throw wrong("it ends too early");
        }
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> quoted();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> digits();
        };
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> made = new LinkedHashMap<>();
        at++;
        blank();
        if (take('}')) {
            return made;
        }
        do {
            blank();
            String key = quoted();
            blank();
            need(':');
            made.put(key, value(depth + 1));
            blank();
        } while (take(','));
        need('}');
        return made;
    }

    private List<Object> items(int depth) {
        List<Object> made = new ArrayList<>();
        at++;
        blank();
        if (take(']')) {
            return made;
        }
        do {
            made.add(value(depth + 1));
            blank();
        } while (take(','));
        need(']');
        return made;
    }

    private String quoted() {
        need('"');
        StringBuilder made = new StringBuilder();
        while (at < text.length()) {
            char one = text.charAt(at++);
            if (one == '"') {
                return made.toString();
            }
            made.append(one == '\\' ? escaped() : one);
        }
        throw wrong("a text does not end");
    }

    private char escaped() {
        if (at >= text.length()) {
            throw wrong("a text does not end");
        }
        char one = text.charAt(at++);
        return switch (one) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw wrong("a text does not end");
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            case '"', '\\', '/' -> one;
            default -> throw wrong("no such escape");
        };
    }

    private BigDecimal digits() {
        int from = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (from == at) {
            throw wrong("no value begins so");
        }
        return new BigDecimal(text.substring(from, at));
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("no value begins so");
        }
        at += word.length();
        return value;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean is = at < text.length() && text.charAt(at) == wanted;
        at += is ? 1 : 0;
        return is;
    }

    private void need(char wanted) {
        if (!take(wanted)) {
            throw wrong("there should be " + wanted);
        }
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("no JSON at character " + at + ": " + why);
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            String between = "";
            out.append('{');
            for (Map.Entry<?, ?> one : map.entrySet()) {
                out.append(between);
                quote(out, String.valueOf(one.getKey()));
                out.append(':');
                append(out, one.getValue());
                between = ",";
            }
            out.append('}');
        } else if (value instanceof Iterable<?> all) {
            String between = "";
            out.append('[');
            for (Object one : all) {
                out.append(between);
                append(out, one);
                between = ",";
            }
            out.append(']');
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof BigDecimal exact) {
            out.append(exact.toPlainString());
        } else if (value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else {
            quote(out, value.toString());
        }
    }

    private static void quote(StringBuilder out, String said) {
        out.append('"');
        for (char one : said.toCharArray()) {
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (one < 0x20) {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        out.append('"');
    }
}

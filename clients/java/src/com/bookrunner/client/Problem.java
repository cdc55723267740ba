package com.bookrunner.client;

import java.util.List;
import java.util.Map;

/** What the server says instead of an answer (RFC 9457); its message says what to do next. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient List<String> near;
    private final String trace;

    Problem(int status, String body) {
        this(status, fields(body));
    }

    private Problem(int status, Map<?, ?> fields) {
        super(said(fields, "detail", "the server answered " + status));
        this.status = status;
        this.type = said(fields, "type", "");
        this.near = fields.get("near") instanceof List<?> all ? Json.list(all, Json::text) : List.of();
        this.trace = said(fields, "trace", "");
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** {@code urn:bookrunner:problem:} and the problem's name. */
    public String type() {
        return type;
    }

    /** What was perhaps meant. */
    public List<String> near() {
        return near;
    }

    /** Finds it in the server's log. */
    public String trace() {
        return trace;
    }

    private static Map<?, ?> fields(String body) {
        try {
            return Json.read(body) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IllegalArgumentException plain) {
            return Map.of("detail", body);
        }
    }

    private static String said(Map<?, ?> fields, String name, String otherwise) {
        return fields.get(name) instanceof String text && !text.isEmpty() ? text : otherwise;
    }
}

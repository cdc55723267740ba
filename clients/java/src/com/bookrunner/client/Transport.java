package com.bookrunner.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The way to the server; safe to be shared by threads. */
public class Transport {
    // HTTP/1.1: the server takes no offer of HTTP/2 without encryption, which is the default here.
    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
    private final URI root;
    private final String key;
    private final Duration patience;

    /**
     * @param root where the server is, as {@code http://127.0.0.1:8400}
     * @param key an API key; null where the server knows its user otherwise
     * @param patience how long one answer may take
     */
    protected Transport(URI root, String key, Duration patience) {
        this.root = root;
        this.key = key;
        this.patience = patience;
    }

    /** An answer, and the folder that was written; empty where nothing was. */
    public record Written<T>(T answer, String folder) {}

    HttpResponse<String> ask(String path, Map<String, Object> fields, boolean writes) {
        HttpRequest.Builder made = request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(fields)));
        if (writes) {
            // Sent again after a broken connection, it would be done once.
            made.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return sent(made.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Keeps a file for later requests, and returns the id by which they name it. */
    public String upload(Path file) {
        String edge = "bookrunner-" + UUID.randomUUID();
        String name = file.getFileName().toString().replaceAll("[\"\\r\\n]", "_");
        String head = "--" + edge + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        try {
            HttpRequest made = request("/api/v1/uploads")
                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(
                    head.getBytes(StandardCharsets.UTF_8),
                    Files.readAllBytes(file),
                    ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                .build();
            HttpResponse<String> said = sent(made, HttpResponse.BodyHandlers.ofString());
            return Json.text(Json.object(Json.read(said.body())).get("id"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Saves a file that an operation wrote.
     *
     * @param id {@code folders/ID/NAME}
     */
    public void download(String id, Path to) {
        HttpRequest made = request("/api/v1/" + id).GET().build();
        HttpResponse<InputStream> said = sent(made, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream content = said.body()) {
            Files.copy(content, to);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder made = HttpRequest.newBuilder(root.resolve(path)).timeout(patience);
        return key == null ? made : made.header("Authorization", "Bearer " + key);
    }

    private <T> HttpResponse<T> sent(HttpRequest made, HttpResponse.BodyHandler<T> reader) {
        try {
            HttpResponse<T> said = http.send(made, info -> info.statusCode() < 400
                ? reader.apply(info)
                : HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                    body -> {
                        throw new Problem(info.statusCode(), body);
                    }));
            return said;
        } catch (IOException broken) {
            for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was asked", stopped);
        }
    }
}

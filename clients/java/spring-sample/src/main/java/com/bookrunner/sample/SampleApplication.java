package com.bookrunner.sample;

import com.bookrunner.client.Bookrunner;
import com.bookrunner.client.Problem;
import com.bookrunner.client.Shapes;
import com.bookrunner.client.StatementsRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A house's own service that shows statements of the desk. */
@SpringBootApplication
public class SampleApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SampleApplication.class, arguments);
    }

    @Bean
    Bookrunner desk(
            @Value("${bookrunner.url:http://127.0.0.1:8400}") URI root,
            @Value("${bookrunner.key:#{null}}") String key) {
        return new Bookrunner(root, key, Duration.ofMinutes(2));
    }

    /** The statements, and the desk's own refusals with their words. */
    @RestController
    static class Statements {
        private final Bookrunner desk;

        Statements(Bookrunner desk) {
            this.desk = desk;
        }

        @GetMapping("/statements/{company}")
        Shapes.StatementsAnswer statements(@PathVariable String company) {
            return desk.statements(new StatementsRequest().company(company));
        }

        @ExceptionHandler(Problem.class)
        ResponseEntity<Map<String, Object>> refused(Problem problem) {
            return ResponseEntity.status(problem.status())
                .body(Map.of("detail", problem.getMessage(), "trace", problem.trace()));
        }
    }
}

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's engine with its outbox router, and a Kafka producer behind it: what Kafka Connect would do around it.
 * A batch is sent without waiting for each message; when all are acknowledged, it is marked as done.
 * Its one argument is a file of properties; those that begin with "producer." are the producer's.
 */
public final class Router {
    public static void main(String[] words) throws Exception {
        Properties engineSettings = new Properties();
        engineSettings.load(new StringReader(Files.readString(Path.of(words[0]))));
        Properties producerSettings = new Properties();
        for (String name : engineSettings.stringPropertyNames()) {
            if (name.startsWith("producer.")) {
                producerSettings.put(name.substring(9), engineSettings.getProperty(name));
            }
        }
        var bytes = new ByteArraySerializer();
        var producer = new KafkaProducer<byte[], byte[]>(producerSettings, bytes, bytes);
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine =
            DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(engineSettings)
                .using((DebeziumEngine.CompletionCallback) (success, message, error) -> {
                    System.out.println("ended: " + message);
                    if (error != null) error.printStackTrace(System.out);
                })
                .notifying((List<RecordChangeEvent<SourceRecord>> batch,
                    DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> done) -> {
                    List<Future<?>> sent = new ArrayList<>(batch.size());
                    for (var event : batch) {
                        sent.add(producer.send(message(event.record())));
                    }
                    producer.flush();
                    for (var one : sent) {
                        try {
                            one.get();
                        } catch (java.util.concurrent.ExecutionException error) {
                            throw new IllegalStateException(error.getCause());
                        }
                    }
                    for (var event : batch) {
                        done.markProcessed(event);
                    }
                    done.markBatchFinished();
                })
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                engine.close();
            } catch (Exception ignored) {
                // It ends all the same.
            }
        }));
        engine.run();
        System.exit(0);
    }

    private static ProducerRecord<byte[], byte[]> message(SourceRecord record) {
        var message = new ProducerRecord<byte[], byte[]>(record.topic(), bytesOf(record.key()), bytesOf(record.value()));
        for (Header header : record.headers()) {
            message.headers().add(header.key(), bytesOf(header.value()));
        }
        return message;
    }

    private static byte[] bytesOf(Object value) {
        if (value instanceof byte[] bytes) return bytes;
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package io.crmstream.example;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * One streaming call, read by one thread. Closing it cancels the call, so that the server stops reading its upstream; that
 * is what the iterator of a blocking stub lacks. Messages are asked for one at a time: at most one waits here while the
 * reader works on another, so a slow reader slows the server down instead of filling the memory.
 *
 * <p>A call that failed throws from {@link #hasNext}, as {@link io.grpc.StatusRuntimeException}.
 *
 * @param <M> type of the messages
 */
final class MessageStream<M> implements Iterator<M>, AutoCloseable {
  /** What the call brought: a message, or its end with an error or, where all went well, none. */
  private record Event<M>(M message, Throwable error) {
    boolean isEnd() {
      return message == null;
    }
  }

  private final BlockingQueue<Event<M>> events = new LinkedBlockingQueue<>(); // no longer than 2, see above
  private ClientCallStreamObserver<?> call;
  private Event<M> head; // taken from events, not passed on yet; an end stays

  private MessageStream() {}

  /** Starts a call of an asynchronous stub's method, such as {@code ContactsServiceGrpc.newStub(channel)::listContacts}. */
  static <Q, M> MessageStream<M> open(BiConsumer<Q, StreamObserver<M>> method, Q request) {
    MessageStream<M> stream = new MessageStream<>();
    method.accept(request, stream.new Receiver<Q>());
    return stream;
  }

  @Override
  public boolean hasNext() {
    if (head == null) {
      head = await();
    }
    if (head.error() != null) {
      throw Status.fromThrowable(head.error()).asRuntimeException(Status.trailersFromThrowable(head.error()));
    }
    return !head.isEnd();
  }

  @Override
  public M next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    M message = head.message();
    head = null;
    call.request(1);
    return message;
  }

  @Override
  public void close() {
    call.cancel("closed by the reader", null); // does nothing to a call that has ended
  }

  private Event<M> await() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Event<>(null, Status.CANCELLED.withDescription("interrupted").withCause(e).asRuntimeException());
    }
  }

  /** Takes what gRPC's threads bring. */
  private final class Receiver<Q> implements ClientResponseObserver<Q, M> {
    @Override
    public void beforeStart(ClientCallStreamObserver<Q> started) {
      call = started;
      started.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(M message) {
      events.add(new Event<>(message, null));
    }

    @Override
    public void onError(Throwable error) {
      events.add(new Event<>(null, error));
    }

    @Override
    public void onCompleted() {
      events.add(new Event<>(null, null));
    }
  }
}

// The inbox of a context: many producers, one consumer, one exchange a push.
//
// Who may call: `push`, `untouched` anyone; `pop`, `drained` the thread that acts for the context.
// Intrusive list after Vyukov's MPSC queue: producers exchange `head_` and then link the previous node. Between the two
// a pop may find the next link missing although head has moved: it reports nothing, and the queue is neither drained
// nor untouched, so the consumer looks again instead of parking. inbox.pml checks order and loss, claim.pml parking.
#pragma once
#include "runtime/abi/atomic.h"

namespace hd {

struct InboxNode {
  Atomic<InboxNode*> next{nullptr};
};

class Inbox {
 public:
  Inbox() : head_(&stub_), tail_(&stub_) {}

  /// Wait-free. The exchange is sequentially consistent: it precedes the pusher's look at who acts for the context, and
  /// its partner is the parking thread, which changes the actor word and then looks at the inbox (actor.h). With
  /// acquire and release both could miss the other, and the request would never be served.
  void push(InboxNode* node) {
    node->next.store(nullptr, std::memory_order_relaxed);  // published by the exchange, to the next pusher
    InboxNode* previous = head_.exchange(node, std::memory_order_seq_cst);
    // Publishes what the node carries to pop's acquire; relaxed, the consumer would read it before it is written.
    previous->next.store(node, std::memory_order_release);
  }

  InboxNode* pop() {
    InboxNode* tail = tail_;
    // Acquire: what the node carries. Partner: push's release.
    InboxNode* next = tail->next.load(std::memory_order_acquire);
    if (tail == &stub_) {
      if (!next) return nullptr;
      tail_ = tail = next;
      next = tail->next.load(std::memory_order_acquire);  // the same, of the next node; partner: push
    }
    if (next) {
      tail_ = next;
      return tail;
    }
    // Relaxed: compared only. An older head sends the stub on its way earlier than needed, once.
    if (tail != head_.load(std::memory_order_relaxed)) return nullptr;  // a push is half done
    push(&stub_);
    // Relaxed: the node, if it is not the stub, was pushed before the stub, and the exchange acquired what it carries.
    next = tail->next.load(std::memory_order_relaxed);
    if (!next) return nullptr;
    tail_ = next;
    return tail;
  }

  /// Everything that was linked has been popped.
  bool drained() const { return tail_ == &stub_; }
  /// Nothing was pushed after the stub that a drained queue ends with. The second look of the thread that stopped
  /// acting, after it found the queue drained. Sequentially consistent: partner is push's exchange, see there.
  bool untouched() const { return head_.load(std::memory_order_seq_cst) == &stub_; }
  bool looks_empty() const { return drained() && untouched(); }

 private:
  Atomic<InboxNode*> head_;             // the producers' cache line
  alignas(64) Plain<InboxNode*> tail_;  // the consumer's
  InboxNode stub_;
};

}  // namespace hd

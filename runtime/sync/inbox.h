// The inbox of a context: many producers, one consumer, one exchange a push.
//
// Who may call: `push`, `untouched` anyone; `pop`, `drained` the thread that acts for the context.
// Intrusive list after Vyukov's MPSC queue: producers exchange `head_` and then link the previous node. Between the two
// a pop may find the next link missing although head has moved: it reports nothing, and the queue is neither drained
// nor untouched, so the consumer looks again instead of parking. inbox.pml checks order and loss, claim.pml parking.
#pragma once
#include <atomic>

namespace hd {

struct InboxNode {
  std::atomic<InboxNode*> next{nullptr};
};

class Inbox {
 public:
  Inbox() : head_(&stub_), tail_(&stub_) {}

  /// Wait-free. Sequentially consistent exchange: it is ordered before the pusher's read of who acts for the context
  /// (actor.h), whose other half is parking (leave, then look at the inbox); weaker, both could miss each other.
  void push(InboxNode* node) {
    node->next.store(nullptr, std::memory_order_relaxed);  // published by the exchange
    InboxNode* previous = head_.exchange(node, std::memory_order_seq_cst);
    previous->next.store(node, std::memory_order_release);  // publishes the node's contents to pop
  }

  InboxNode* pop() {
    InboxNode* tail = tail_;
    InboxNode* next = tail->next.load(std::memory_order_acquire);  // partner: push's release
    if (tail == &stub_) {
      if (!next) return nullptr;
      tail_ = tail = next;
      next = tail->next.load(std::memory_order_acquire);
    }
    if (next) {
      tail_ = next;
      return tail;
    }
    if (tail != head_.load(std::memory_order_acquire)) return nullptr;  // a push is half done
    push(&stub_);
    next = tail->next.load(std::memory_order_acquire);
    if (!next) return nullptr;
    tail_ = next;
    return tail;
  }

  /// Everything that was linked has been popped.
  bool drained() const { return tail_ == &stub_; }
  /// Nothing was pushed behind what a drained queue ends with. Sequentially consistent: the second look of whoever
  /// stopped acting, after it found the queue drained.
  bool untouched() const { return head_.load(std::memory_order_seq_cst) == &stub_; }
  bool looks_empty() const { return drained() && untouched(); }

 private:
  std::atomic<InboxNode*> head_;  // the producers' cache line
  alignas(64) InboxNode* tail_;   // the consumer's
  InboxNode stub_;
};

}  // namespace hd

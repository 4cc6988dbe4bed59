// The inbox of a context: many producers, one consumer, one exchange a push.
//
// Who may call: `push` anyone; `pop`, `looks_empty` the thread that acts for the context.
// Intrusive list after Vyukov's MPSC queue: producers exchange `head_` and then link the previous node. Between the two
// a pop may find the next link missing although head has moved: it reports nothing, and `looks_empty` says false, so
// the consumer looks again instead of parking. inbox.pml checks order, loss and parking.
#pragma once
#include <atomic>

namespace hd {

struct InboxNode {
  std::atomic<InboxNode*> next{nullptr};
};

class Inbox {
 public:
  Inbox() : head_(&stub_), tail_(&stub_) {}

  /// Wait-free. Sequentially consistent exchange: it is ordered before the pusher's read of the consumer's parked
  /// state, whose other half is `park` (store parked, then look at the inbox); weaker, both could miss each other.
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

  /// Sequentially consistent: the consumer's second look before it parks.
  bool looks_empty() const { return tail_ == &stub_ && head_.load(std::memory_order_seq_cst) == &stub_; }

 private:
  std::atomic<InboxNode*> head_;
  InboxNode* tail_;
  InboxNode stub_;
};

}  // namespace hd

"""What companies are worth: comparables, discounted cash flows, and the page that sums them up."""

"""Topics for the public: the list, each as a page and as CSV; the short addresses that QR codes lead to."""

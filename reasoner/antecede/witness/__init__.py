"""Cases that the product makes itself, to show that every rule of a policy can be met, and can fail, and when."""

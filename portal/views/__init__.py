"""Guard, load, form, act, redirect, render: one file per journey."""

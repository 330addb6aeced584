"""The disclosure platform of each agency: home, guide, systems, statutory content, standard catalogue, how to apply."""
